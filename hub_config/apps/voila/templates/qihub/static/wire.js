// Messages as Jupyter's websocket carries them (subprotocol v1): a list of offsets, then the parts.

const WORD = 8;
const text = new TextEncoder();
const plain = new TextDecoder();

const bytesOf = (buffer) =>
  ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);

// `crypto.randomUUID` is there only over TLS.
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

export const encode = ({ channel, header, metadata = {}, content, buffers = [] }) => {
  const parts = [
    text.encode(channel),
    ...[header, {}, metadata, content].map((part) => text.encode(JSON.stringify(part))),
    ...buffers.map(bytesOf),
  ];
  const starts = [WORD * (parts.length + 2)];
  for (const part of parts) starts.push(starts.at(-1) + part.length);
  const message = new Uint8Array(starts.at(-1));
  const words = new DataView(message.buffer);
  words.setBigUint64(0, BigInt(starts.length), true);
  for (const [index, start] of starts.entries())
    words.setBigUint64(WORD * (index + 1), BigInt(start), true);
  for (const [index, part] of parts.entries()) message.set(part, starts[index]);
  return message;
};

export const decode = (message) => {
  const words = new DataView(message);
  const count = Number(words.getBigUint64(0, true));
  const starts = Array.from({ length: count }, (_, index) =>
    Number(words.getBigUint64(WORD * (index + 1), true)),
  );
  const part = (index) => new Uint8Array(message, starts[index], starts[index + 1] - starts[index]);
  const read = (index) => JSON.parse(plain.decode(part(index)));
  const header = read(1);
  return {
    type: header.msg_type,
    id: header.msg_id,
    parent: read(2).msg_id,
    content: read(4),
    buffers: Array.from({ length: count - 6 }, (_, index) => {
      const bytes = part(index + 5);
      return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }),
  };
};
