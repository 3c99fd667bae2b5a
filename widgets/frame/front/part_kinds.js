// Which kind of part is drawn by what. A new kind has a line here and a class in `screen.py`.

import { Chart } from "./chart.js";
import { Day } from "./date_fields.js";
import { Diagram } from "./diagram.js";
import { Files } from "./files.js";
import { Choice, Menu, Text } from "./inputs.js";
import { Pad } from "./number_pad.js";
import { Actions, Checklist, Fold, Group, Links, Note, Words } from "./parts.js";
import { Sheet } from "./sheet.js";
import { Rows } from "./tables.js";
import { Tried } from "./tried_before.js";

export const KINDS = {
  actions: Actions,
  chart: Chart,
  checklist: Checklist,
  choice: Choice,
  day: Day,
  diagram: Diagram,
  files: Files,
  fold: Fold,
  group: Group,
  links: Links,
  menu: Menu,
  note: Note,
  pad: Pad,
  rows: Rows,
  sheet: Sheet,
  text: Text,
  tried: Tried,
  words: Words,
};
