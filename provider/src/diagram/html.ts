import type { Picture } from "./picture";
import { escaped, svgOf } from "./svg";

/**
 * A picture as one HTML page that needs nothing else: each group by itself, to fold, below the whole. It can be zoomed
 * with the buttons, and scrolled.
 */
export function htmlOf(picture: Picture): string {
  const groups = picture.groups.map(({ id, label }) => {
    const nodes = picture.nodes.filter(({ group }) => group === id);
    const ids = new Set(nodes.map((node) => node.id));
    const edges = picture.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
    const inner = svgOf({
      title: label,
      nodes: nodes.map((node) => ({ ...node, group: undefined })),
      edges,
      groups: [],
    });
    return nodes.length === 0
      ? ""
      : `<details><summary>${escaped(label)} (${nodes.length})</summary>${inner}</details>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(picture.title)}</title>
<style>
body{font:14px system-ui,sans-serif;margin:1rem;background:Canvas;color:CanvasText}
.whole{overflow:auto;max-height:85vh;border:1px solid #8886}
summary{cursor:pointer;margin:.5rem 0}
button{font:inherit}
</style>
<h1>${escaped(picture.title)}</h1>
<p><button onclick="zoom(1.25)">+</button> <button onclick="zoom(.8)">−</button> <button onclick="zoom(0)">1:1</button></p>
<div class="whole">${svgOf(picture)}</div>
${groups.join("\n")}
<script>
const svg=document.querySelector(".whole svg"),box=svg.viewBox.baseVal;let scale=1;
function zoom(by){scale=by===0?1:scale*by;svg.setAttribute("width",box.width*scale);svg.setAttribute("height",box.height*scale)}
</script>
</html>
`;
}
