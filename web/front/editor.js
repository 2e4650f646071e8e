// Takes over the query page's form with YASGUI's editor, YASQE. Of YASGUI's frame nothing is used: its tabs bring an
// endpoint to choose, headers from shared links and calls to other servers along, and its results know nothing of our
// pages. The form still says what is asked, and the server still writes the answer, as it does for browsers without scripts.

import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor/editor.css";
import { openDesk } from "./editor/desk.js";

const form = document.querySelector("form[data-editor]");
if (form) openDesk(form);
