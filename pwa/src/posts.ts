/** Posts of a branch: who holds one opens a few of the office's pages, about the own branch. */
export const BRANCH_POSTS = ['secretary', 'deputy_secretary', 'org_commissioner', 'publicity_commissioner', 'discipline_commissioner', 'group_leader'] as const
export type BranchPost = (typeof BRANCH_POSTS)[number]
