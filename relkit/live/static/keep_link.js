// The facilitator's link, to copy, to save in a file, or to write down.

import { button, element, say } from "./dom.js";

/** The link of the room with this code; `show` tells which it is. */
export function showKept(code) {
  const field = element("input", { type: "text", readonly: true, id: "link-facilitate", class: "link" });
  const told = element("span", { role: "status" });
  const copy = button("Copy", async () => {
    field.select();
    // Pages on a local network have no `navigator.clipboard`.
    const copied = navigator.clipboard
      ? await navigator.clipboard.writeText(field.value).then(() => true, () => document.execCommand("copy"))
      : document.execCommand("copy");
    say(told, copied ? "Copied." : "It is marked: copy it with Ctrl and C.");
  });
  const save = element("a", { class: "button", download: `relkit-room-${code}.txt`, text: "Save in a file" });
  const show = (link) => {
    field.value = link;
    const lines = [`Room ${code}. Keep this to yourself: whoever opens it runs the room.`, link, ""];
    URL.revokeObjectURL(save.href);
    save.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain" }));
  };
  const whole = element("div", { class: "keeping" },
    element("p", {}, element("label", { for: field.id, text: "The facilitator’s link" }), field),
    element("p", { class: "acts" }, copy, save, told));
  return { whole, show };
}
