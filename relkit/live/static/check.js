// Before the day: the address that a phone should reach, and its QR code.
import { element, find } from "./dom.js";
import { showReach } from "./reaching.js";

const reach = find("reach");
showReach(reach, new URL(".", location.href)).then(() => {
  if (reach.querySelector("img")) {
    reach.append(element("p", {},
      "Connect a phone to the network of the day and open this. It should ask for the code of a room."));
  }
}).catch((refusal) => reach.replaceChildren(element("p", { class: "wrong", text: refusal.message })));
