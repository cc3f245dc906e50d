/** Breakthrough projects on the phone: proposed and sent, told of and reached, promoted ones adopted; without a network too. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { put, type Effect } from '../sync'

/** `shows` is how the project then stands on this phone, and who sees the step. */
const move: Effect = ({ row, args = {}, shows: { branches = [], ...stands } = {} }, brush) => {
  brush.make('project_step', row, { act: args['move'] ?? '', at: null, place: null, by_name: '', promotion: '', ...args, branches })
  brush.lay('project', String(args['project']), stands)
}

const answer: Effect = ({ row, args = {}, shows: { project = '', branches = [], ...stands } = {} }, brush) => {
  brush.make('project_step', row, { act: args['move'] ?? '', at: null, place: null, by_name: '', milestone: '', ...args, project, branches })
  brush.lay('project_promotion', String(args['promotion']), stands)
}

const load = () => import('./pages')

export const projects: Part = {
  pages: {
    projects: lazy(() => load().then(one => one.ProjectsPage)),
    project: lazy(() => load().then(one => one.ProjectPage)),
    proposal: lazy(() => load().then(one => one.ProposalPage)),
  },
  effects: { 'project.set.v1': put('project'), 'project.delete.v1': ({ row }, brush) => brush.remove('project', row), 'project.move.v1': move, 'project.answer.v1': answer },
  tells: () => load().then(one => one.telling),
  places: () => load().then(one => one.places()),
  parents: { project_step: 'project', project_promotion: 'project' },
}
