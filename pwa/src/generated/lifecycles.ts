/** Lifecycles of the parts: states, and who may make which move. Written by `make types` from the server: change them there. */

export interface Move { name: string; before: readonly string[]; after: string; by: readonly string[]; needs: readonly string[] }

/** `states` begins with the one in which a matter is made. A move without `after` leaves the state as it is. */
export interface Lifecycle { states: readonly string[]; moves: readonly Move[] }
