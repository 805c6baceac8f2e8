/** The branches of a lab as plain data: each is a scenario with a name, and says where it left another. */

import { lab } from "@messages";
import { say } from "../lib/words";
import type { Scenario } from "./trace";

export interface Branch {
  id: number;
  name: string;
  scenario: Scenario;
  /** Null for one that did not leave another. */
  from: { id: number; at: number } | null;
}

/** Everything that Undo goes back to. */
export interface Board {
  branches: Branch[];
  current: number;
  at: number;
}

export function boardOf(scenario: Scenario): Board {
  return { branches: [branch(1, scenario, null)], current: 1, at: 0 };
}

export function currentOf({ branches, current }: Board): Branch {
  const found = branches.find(({ id }) => id === current);
  if (!found) throw new Error(`no branch ${current}`);
  return found;
}

/** The current branch goes on differently, from where it has been seen to. */
export function amended(board: Board, scenario: Scenario, at: number): Board {
  return { ...changed(board, { ...currentOf(board), scenario }), at };
}

/** The past is changed: the branch stays as it was, and another leaves it. */
export function forked(board: Board, scenario: Scenario, at: number): Board {
  return added(board, scenario, { id: board.current, at });
}

export function added({ branches }: Board, scenario: Scenario, from: Branch["from"], name = ""): Board {
  const id = Math.max(...branches.map((each) => each.id)) + 1;
  return {
    branches: [...branches, branch(id, scenario, from, name)],
    current: id,
    at: from?.at ?? 0,
  };
}

export function changed(board: Board, now: Branch): Board {
  return { ...board, branches: board.branches.map((each) => (each.id === now.id ? now : each)) };
}

function branch(id: number, scenario: Scenario, from: Branch["from"], name = ""): Branch {
  return { id, name: name || say(lab.branches.run, { number: id }), scenario, from };
}
