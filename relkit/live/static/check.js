// Before the day: the address that a phone should reach, and its QR code.
import { find, make, showReach } from "./facilitate_parts.js";

const reach = find("reach");
showReach(reach, new URL(".", location.href)).then(() => {
  if (reach.querySelector("img")) {
    reach.append(make("p", {},
      "Connect a phone to the network of the day and open this. It should ask for the code of a room."));
  }
}).catch((refusal) => reach.replaceChildren(make("p", { class: "wrong" }, refusal.message)));
