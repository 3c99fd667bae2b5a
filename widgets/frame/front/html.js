// Pages by Preact, written as HTML by htm. Text only ever becomes text nodes.

import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
