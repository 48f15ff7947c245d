// The place that the page is about: chosen from a list, or brought in a file or two.

const MOST_BYTES = 1_000_000;

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-place");
  const choose = element("fieldset", "choose controls");
  const story = element("div", "story");
  const own = element("details", "own controls");
  const wrong = element("div", "wrong");
  const reading = element("p", "quiet");
  const noted = element("div", "noted");
  const file = element("input");
  const group = freshName("place");
  wrong.id = freshName("wrong");
  wrong.tabIndex = -1;
  wrong.setAttribute("role", "alert");
  story.setAttribute("aria-live", "polite");
  reading.setAttribute("role", "status");
  noted.setAttribute("aria-live", "polite");
  own.append(element("summary", "", "Bring your own place"), ownPlace());
  box.append(choose, wrong, story, own);
  el.append(box);
  if (model.get("feed") && new URL(location.href).searchParams.has("room")) enterRoom();

  /** The page's place is the room's then, and nobody chooses another. */
  async function enterRoom() {
    for (const part of [choose, story, own]) part.hidden = true;
    const feed = await model.widget_manager.get_model(model.get("feed").replace("IPY_MODEL_", ""));
    const view = await model.widget_manager.create_view(feed);
    box.prepend(view.el);
  }

  function offer() {
    const options = model.get("places").map(({ name, title }) => {
      const option = element("label");
      const input = element("input");
      input.type = "radio";
      input.name = group;
      input.value = name;
      input.checked = name === model.get("chosen");
      input.addEventListener("change", () => {
        choose.after(wrong);
        model.set("problems", []);
        model.set("chosen", name);
        model.save_changes();
      });
      option.append(input, element("span", "", title));
      return option;
    });
    choose.replaceChildren(element("legend", "", "Which place shall we look at?"), ...options);
  }

  function tell() {
    for (const input of choose.querySelectorAll("input")) input.checked = input.value === model.get("chosen");
    const place = model.get("places").find(({ name }) => name === model.get("chosen"));
    if (!place) return;
    const invented = place.kind === "invented";
    const mark = element("p", "mark", invented ? "An invented place" : "A real place, as entered");
    const parts = [mark, ...place.story.map((text) => element("p", "", text))];
    if (place.figures.length) parts.push(figures(place.figures));
    story.replaceChildren(...parts);
  }

  function figures(all) {
    const more = element("details");
    const list = element("ul");
    for (const { text, source, url } of all) {
      const item = element("li", "", `${text} `);
      const from = element("span", "quiet", `Source: ${source}${url ? ", " : "."}`);
      item.append(from);
      if (/^https?:\/\//.test(url)) {
        const link = element("a", "", url);
        link.href = url;
        link.rel = "noopener noreferrer";
        item.append(link);
      }
      list.append(item);
    }
    more.append(element("summary", "", "Observed figures behind this story, and who says so"), list);
    return more;
  }

  function ownPlace() {
    const inside = element("div");
    const label = element("label", "", "Your spreadsheet, or a map from Kumu, PRSM or Gephi (up to 1 MB)");
    file.type = "file";
    file.accept = ".xlsx,.csv,.json,.graphml,.gexf,.xml,.zip";
    file.multiple = true; // a map may stand in two CSV files
    label.htmlFor = file.id = freshName("file");
    file.addEventListener("change", upload);
    inside.append(
      element("p", "", "List what people do in your place in a spreadsheet, and see it in all the pictures. The file goes to the program that shows this page, and is kept in this browser until you choose ‘Forget everything’. Leave out names of people."),
      button("Download the template", () => model.send({ want: "template" })),
      label,
      element("p", "quiet", "XLSX, CSV, JSON, GraphML, GEXF, or any of them in a ZIP. If your map stands in two CSV files, choose both at once."),
      file,
      reading,
      noted,
    );
    return inside;
  }

  async function upload() {
    const all = [...file.files];
    const names = all.map(({ name }) => name);
    const size = all.reduce((sum, each) => sum + each.size, 0);
    if (!all.length) return;
    file.after(wrong); // what is wrong with a file stands where the file is chosen
    if (size > MOST_BYTES) {
      const told = names.map((name) => `‘${name}’`).join(" and ");
      model.set("problems", []); // the same complaint, made again, is news again
      model.set("problems", [`${told} ${names.length > 1 ? "are together" : "is"} larger than 1 MB. Keep only the sheets that relkit reads, without pictures, or pack it into a ZIP, and try again.`]);
      model.save_changes();
    } else {
      reading.textContent = `Reading ${names.map((name) => `‘${name}’`).join(" and ")}…`;
      model.send({ upload: names }, undefined, await Promise.all(all.map((each) => each.arrayBuffer())));
    }
    file.value = ""; // the same file, mended, can be chosen again
  }

  function complain() {
    const problems = model.get("problems");
    wrong.hidden = !problems.length;
    const atFile = wrong.previousSibling === file && problems.length > 0;
    file.setAttribute("aria-invalid", String(atFile));
    file.setAttribute("aria-describedby", atFile ? wrong.id : "");
    const list = element("ul");
    list.append(...problems.map((problem) => element("li", "", problem)));
    const kept = "The place on the page stays as it was.";
    wrong.replaceChildren(...(problems.length ? [element("h3", "", "That could not be used"), list, element("p", "", kept)] : []));
  }

  function complainNow() {
    complain();
    if (model.get("problems").length) reading.textContent = "";
    if (model.get("problems").length) wrong.focus();
  }

  /** What a file said that could not be kept: no error, and nothing to do. */
  function note() {
    const notes = model.get("notes");
    const list = element("ul");
    list.append(...notes.map((said) => element("li", "", said)));
    noted.hidden = !notes.length;
    noted.replaceChildren(...(notes.length ? [element("h3", "", "Your file was read. This is what was read in another way, or left out"), list] : []));
  }

  function onPlaces() {
    reading.textContent = "";
    offer();
    tell();
  }

  function take(content, buffers) {
    if (content.here !== "template") return;
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    handOver(new Blob([buffers[0]], { type }), "relkit-my-place.xlsx");
  }

  model.on("change:places", onPlaces);
  model.on("change:chosen", tell);
  model.on("change:problems", complainNow);
  model.on("change:notes", note);
  model.on("msg:custom", take);
  onPlaces();
  complain();
  note();
  return () => {
    model.off("change:places", onPlaces);
    model.off("change:chosen", tell);
    model.off("change:problems", complainNow);
    model.off("change:notes", note);
    model.off("msg:custom", take);
  };
}

export default { render };
