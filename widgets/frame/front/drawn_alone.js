// A piece of the frame that can be drawn alone: all else stays as it is while somebody types.

import { useReducer } from "preact/hooks";

export const usePiece = (frame, name) => {
  const [, draw] = useReducer((count) => count + 1, 0);
  frame.pieces[name] = draw;
};
