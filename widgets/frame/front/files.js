// A place to give a file, and how it travels.

import { useRef, useState } from "preact/hooks";
import { isApple } from "./drafts.js";
import { about, Hint, Problem, useField, useOwnId } from "./fields.js";
import { html } from "./html.js";

const CHUNK_BYTES = 512 * 1024; // well under the largest message a kernel's socket takes

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

const refusal = ({ name, size }, spec, connection) => {
  if (connection.state !== "up")
    return "No connection just now. Choose the file again when it is back.";
  if (!spec.limit_bytes || size <= spec.limit_bytes) return "";
  return (
    `“${name}” is ${megabytes(size)}. The most is ${megabytes(spec.limit_bytes)}. ` +
    "Keep only the columns and rows you need, and try again."
  );
};

export const Files = ({ spec, frame }) => {
  const id = useOwnId(spec.name);
  const input = useRef(null);
  const [reading, setReading] = useState(null);
  const take = async (file) => {
    if (!file) return;
    const refused = refusal(file, spec, frame.connection);
    if (refused) frame.typing.problems.set(spec.name, refused);
    else frame.typing.problems.delete(spec.name);
    setReading(refused ? null : { file: file.name, share: 0 });
    frame.draw();
    if (!refused) await sendFile(spec.name, file, frame.connection);
    input.current.value = ""; // the same file may be chosen again
  };
  const drop = (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  const progress = (share) => setReading((now) => (now && share < 1 ? { ...now, share } : null));
  useField(spec, frame, input, { value: () => "", progress });
  return html`
    <div class="qi-field">
      <label class="qi-drop" for=${id} onDragOver=${(event) => event.preventDefault()} onDrop=${drop}>
        <b>${spec.label}</b>
        <input id=${id} ref=${input} type="file" accept=${spec.accept || null}
          ...${about(id, spec, frame)} onChange=${() => take(input.current.files[0])} />
      </label>
      <${Hint} id=${id} spec=${spec} />
      <p class="qi-files-state" role="status">${reading && `Reading “${reading.file}”…`}</p>
      ${
        reading &&
        html`<progress class="qi-progress" max="1" value=${reading.share} aria-label="Read so far" />`
      }
      <${Problem} id=${id} spec=${spec} frame=${frame} />
    </div>`;
};

const sendFile = async (name, file, connection) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const device = isApple() ? "apple" : "computer";
  const total = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  for (let part = 0; part < total; part += 1) {
    const chunk = bytes.slice(part * CHUNK_BYTES, (part + 1) * CHUNK_BYTES);
    const about = { name, file: file.name, device, part, total };
    connection.send({ type: "file", ...about }, [chunk.buffer]);
  }
};
