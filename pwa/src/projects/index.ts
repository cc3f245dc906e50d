/** Breakthrough projects on the phone: proposed and sent, told of and reached, promoted ones adopted; without a network too. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import type { Effect } from '../sync'

const BLANK = {
  title: '', problems: '', goal: '', measures: '', leader: '', starts_on: '', ends_on: '', milestones: [], shown_to: [], state: 'draft', year: 0, number: 0, grade: '', level: '', document: '', standing: 'upcoming', colour: 'grey', due_on: '', due_text: '', warn_at: null, due_at: null, grace_at: null, done_on: '', is_late: false, milestones_done: [], computed_at: 0,
}

const set: Effect = ({ row, args = {}, set: edits = {}, shows = {} }, brush) => {
  const wanted = Object.fromEntries(Object.entries(edits).map(([field, [, value]]) => [field, value]))
  if (shows['made']) brush.make('project', row, { ...BLANK, ...args, branches: shows['branches'] ?? [], ...wanted })
  else brush.lay('project', row, wanted)
}

/** `shows` is how the project then stands on this phone, and who sees the step. */
const move: Effect = ({ row, args = {}, shows: { branches = [], ...stands } = {} }, brush) => {
  brush.make('project_step', row, { act: args['move'] ?? '', at: null, place: null, by_name: '', promotion: '', ...args, branches })
  brush.lay('project', String(args['project']), stands)
}

const answer: Effect = ({ row, args = {}, shows: { project = '', branches = [], ...stands } = {} }, brush) => {
  brush.make('project_step', row, { act: args['move'] ?? '', at: null, place: null, by_name: '', milestone: '', ...args, project, branches })
  brush.lay('project_promotion', String(args['promotion']), stands)
}

export const projects: Part = {
  pages: {
    projects: lazy(() => import('./pages').then(one => one.ProjectsPage)),
    project: lazy(() => import('./pages').then(one => one.ProjectPage)),
    proposal: lazy(() => import('./pages').then(one => one.ProposalPage)),
  },
  effects: { 'project.set.v1': set, 'project.delete.v1': ({ row }, brush) => brush.remove('project', row), 'project.move.v1': move, 'project.answer.v1': answer },
  tells: () => import('./pages').then(one => one.telling),
  places: () => import('./pages').then(one => one.places()),
  parents: { project_step: 'project', project_promotion: 'project' },
}
