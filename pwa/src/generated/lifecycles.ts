/** Lifecycles of the parts: states, and who may make which move. Written by `make types` from the server: change them there. */

export interface Move { name: string; before: readonly string[]; after: string; by: readonly string[]; needs: readonly string[] }

/** `states` begins with the one in which a matter is made. A move without `after` leaves the state as it is. */
export interface Lifecycle { states: readonly string[]; moves: readonly Move[] }

export const achievement: Lifecycle = {
  states: ['draft', 'submitted', 'returned', 'approved', 'withdrawn'],
  moves: [
    { name: 'submit', before: ['draft', 'returned'], after: 'submitted', by: ['owner'], needs: ['title', 'kind', 'level', 'done_on', 'story', 'people'] },
    { name: 'withdraw', before: ['draft', 'submitted', 'returned'], after: 'withdrawn', by: ['owner'], needs: [] },
    { name: 'approve', before: ['submitted'], after: 'approved', by: ['office'], needs: [] },
    { name: 'return', before: ['submitted'], after: 'returned', by: ['office'], needs: ['text'] },
    { name: 'revoke', before: ['approved'], after: 'withdrawn', by: ['office'], needs: ['text'] },
  ],
}

export const brand: Lifecycle = {
  states: ['draft', 'declared', 'returned', 'cultivating', 'reviewed', 'named', 'promoted', 'withdrawn'],
  moves: [
    { name: 'declare', before: ['draft', 'returned'], after: 'declared', by: ['owner'], needs: ['name', 'meaning', 'carrier', 'measures'] },
    { name: 'take_back', before: ['declared'], after: 'draft', by: ['owner'], needs: [] },
    { name: 'accept', before: ['declared'], after: 'cultivating', by: ['leader', 'office'], needs: [] },
    { name: 'return', before: ['declared'], after: 'returned', by: ['office'], needs: ['text'] },
    { name: 'tell', before: ['cultivating', 'named', 'promoted'], after: '', by: ['owner'], needs: ['text'] },
    { name: 'review', before: ['cultivating'], after: 'reviewed', by: ['leader', 'office'], needs: [] },
    { name: 'give_name', before: ['reviewed'], after: 'named', by: ['leader', 'office'], needs: [] },
    { name: 'go_on', before: ['reviewed'], after: 'cultivating', by: ['leader', 'office'], needs: ['text'] },
    { name: 'promote', before: ['named'], after: 'promoted', by: ['office'], needs: [] },
    { name: 'renew', before: ['named', 'promoted'], after: '', by: ['office'], needs: ['text'] },
    { name: 'revoke', before: ['named', 'promoted'], after: 'withdrawn', by: ['leader', 'office'], needs: ['text'] },
  ],
}

export const project: Lifecycle = {
  states: ['draft', 'submitted', 'returned', 'approved', 'running', 'acceptance', 'graded', 'bought_back', 'promoted', 'closed', 'terminated'],
  moves: [
    { name: 'submit', before: ['draft', 'returned'], after: 'submitted', by: ['owner'], needs: ['title', 'problems', 'goal', 'measures', 'leader', 'starts_on', 'ends_on', 'milestones'] },
    { name: 'withdraw', before: ['submitted'], after: 'draft', by: ['owner'], needs: [] },
    { name: 'approve', before: ['submitted'], after: 'approved', by: ['leader', 'office'], needs: [] },
    { name: 'return', before: ['submitted'], after: 'returned', by: ['leader', 'office'], needs: ['text'] },
    { name: 'progress', before: ['approved', 'running'], after: 'running', by: ['owner'], needs: ['text'] },
    { name: 'reach', before: ['approved', 'running'], after: 'running', by: ['owner'], needs: ['milestone'] },
    { name: 'check', before: ['approved', 'running'], after: '', by: ['office'], needs: ['text'] },
    { name: 'put_off', before: ['approved', 'running'], after: '', by: ['office'], needs: ['ends_on', 'text'] },
    { name: 'ask_acceptance', before: ['approved', 'running'], after: 'acceptance', by: ['owner'], needs: ['text'] },
    { name: 'send_back', before: ['acceptance'], after: 'running', by: ['office'], needs: ['text'] },
    { name: 'assess', before: ['acceptance'], after: 'graded', by: ['leader', 'office'], needs: ['grade'] },
    { name: 'buy_back', before: ['graded'], after: 'bought_back', by: ['leader', 'office'], needs: ['level', 'document'] },
    { name: 'promote', before: ['graded', 'bought_back', 'promoted'], after: 'promoted', by: ['office'], needs: ['orgs'] },
    { name: 'close', before: ['graded', 'bought_back', 'promoted'], after: 'closed', by: ['office'], needs: [] },
    { name: 'terminate', before: ['approved', 'running', 'acceptance'], after: 'terminated', by: ['leader', 'office'], needs: ['text'] },
  ],
}

export const promotion: Lifecycle = {
  states: ['offered', 'adopted', 'told', 'declined'],
  moves: [
    { name: 'adopt', before: ['offered', 'declined'], after: 'adopted', by: ['owner'], needs: [] },
    { name: 'decline', before: ['offered'], after: 'declined', by: ['owner'], needs: ['text'] },
    { name: 'feedback', before: ['adopted', 'told'], after: 'told', by: ['owner'], needs: ['text'] },
  ],
}

export const secretary_need: Lifecycle = {
  states: ['asked', 'planned', 'met', 'declined', 'withdrawn'],
  moves: [
    { name: 'plan', before: ['asked', 'planned'], after: 'planned', by: ['office'], needs: ['text'] },
    { name: 'decline', before: ['asked'], after: 'declined', by: ['office'], needs: ['text'] },
    { name: 'meet', before: ['planned'], after: 'met', by: ['office', 'owner'], needs: ['text'] },
    { name: 'withdraw', before: ['asked'], after: 'withdrawn', by: ['owner'], needs: [] },
  ],
}

export const story: Lifecycle = {
  states: ['draft', 'reviewed', 'published', 'withdrawn'],
  moves: [
    { name: 'review', before: ['draft'], after: 'reviewed', by: ['leader', 'office'], needs: [] },
    { name: 'publish', before: ['reviewed'], after: 'published', by: ['leader', 'office'], needs: [] },
    { name: 'back', before: ['reviewed'], after: 'draft', by: ['leader', 'office'], needs: ['text'] },
    { name: 'withdraw', before: ['reviewed', 'published'], after: 'withdrawn', by: ['leader', 'office'], needs: ['text'] },
    { name: 'reopen', before: ['withdrawn'], after: 'draft', by: ['leader', 'office'], needs: [] },
  ],
}

export const visit: Lifecycle = {
  states: ['filed', 'reviewed'],
  moves: [
    { name: 'review', before: ['filed'], after: 'reviewed', by: ['office'], needs: [] },
    { name: 'reopen', before: ['reviewed'], after: 'filed', by: ['office'], needs: ['text'] },
  ],
}

export const visit_problem: Lifecycle = {
  states: ['open', 'ordered', 'solved'],
  moves: [
    { name: 'order', before: ['open'], after: 'ordered', by: ['office'], needs: ['text', 'due_on'] },
    { name: 'follow', before: ['open', 'ordered'], after: '', by: ['office', 'owner'], needs: ['text'] },
    { name: 'solve', before: ['open', 'ordered'], after: 'solved', by: ['office', 'owner'], needs: ['text'] },
    { name: 'open_again', before: ['solved'], after: 'open', by: ['office'], needs: ['text'] },
  ],
}
