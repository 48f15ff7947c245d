// The way in for phones, and the way to the wall, here and on another laptop.

import { find, say } from "./dom.js";
import { showReach } from "./reaching.js";

/** Show both. */
export function setUpWall(room) {
  const wall = new URL("wall", room.at);
  find("wall").href = wall;
  find("sheet").href = new URL(`sheet?room=${room.code}`, room.rooms);
  showReach(find("reach"), room.rooms, room.code, (at) => say(find("wall-at"), at + wall.pathname))
    .catch((refusal) => say(find("reach"), refusal.message));
}
