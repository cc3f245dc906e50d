/** What this part's mutations do to the screen until the server has answered. */
import type { Effects } from '../sync'

const STANDS = { withdrawn_by: null, withdrawn_by_name: null, withdrawn_at: null, withdrawn_reason: null }

export const effects: Effects = {
  'fact.enter.v1': ({ row, args, at }, brush) => brush.make('fact', row, { ...args, source: 'entry', entered_by_name: '', entered_at: at.wall, ...STANDS }),
  'fact.withdraw.v1': ({ row, args, at }, brush) => brush.lay('fact', row, { withdrawn_at: at.wall, withdrawn_reason: args?.['reason'] ?? '' }),
  'coverage.state.v1': ({ row, args, at }, brush) => brush.make('coverage', row, { ...args, stated_by_name: '', stated_at: at.wall, withdrawn_at: null }),
  'coverage.withdraw.v1': ({ row, at }, brush) => brush.lay('coverage', row, { withdrawn_at: at.wall }),
}
