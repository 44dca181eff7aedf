"""Pools: the one of the process stays; empty ones, and the messages between pools, are nothing that is run."""

from workflow_app.engine.adapting.drawing import Drawing


def leave_out_empty_pools(drawing: Drawing) -> None:
    """Take out pools without a process, and message flows that end at one."""
    gone: set[str] = set()
    for pool in drawing.elements("participant"):
        if not pool.get("processRef"):
            drawing.note("POOL_OUT", pool, name=pool.get("name") or pool.get("id", ""))
            gone.add(pool.get("id", ""))
            drawing.take_out(pool)
    for message in drawing.elements("messageFlow"):
        if gone & {message.get("sourceRef"), message.get("targetRef")}:
            drawing.note("MESSAGE_FLOW_OUT", message, name=message.get("name") or message.get("id", ""))
            drawing.take_out(message)
