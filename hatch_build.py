"""What a wheel needs besides Python files: compiled catalogues, built browser files, folders beside the package."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Found again by `workflow_app.domain.resources.find`.
CARRIED_FOLDERS = ("bpmn", "courses", "matters", "migrations", "templates")
BUILT_FILES = ("workflow_app/translations/**/*.mo", "workflow_app/web/static/dist/**")


class CarryResources(BuildHookInterface[Any]):
    """Adds to a wheel what git does not keep or what lies outside the package; an editable install has it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues and name the extra files, unless the install is an editable one."""
        if version == "editable":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, "scripts/messages.py", "compile"], cwd=root, check=True)
        build_data["artifacts"].extend(BUILT_FILES)
        for name in CARRIED_FOLDERS:
            build_data["force_include"][str(root / name)] = f"workflow_app/_data/{name}"
