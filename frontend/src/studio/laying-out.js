// A diagram without shapes is laid out: some tools write what a process does and not how it looks.

/** Tell whether anything of a diagram is drawn. */
export function isDrawn(xml) {
  return /<(?:\w+:)?BPMNShape\b/.test(xml);
}

/** Return the diagram with shapes and lines; one that cannot be laid out as it is, for the editor to say so. */
export async function layOut(xml) {
  const { layoutProcess } = await import("bpmn-auto-layout");
  try {
    return await layoutProcess(xml);
  } catch {
    return xml;
  }
}
