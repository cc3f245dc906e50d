/** The parts of the product, one line each. */
import { accounts } from './accounts'
import { assessments } from './assessments'
import { ballots } from './ballots'
import { brands } from './brands'
import { corrections } from './corrections'
import { cycles } from './cycles'
import { dispatch } from './dispatch'
import { facts } from './facts'
import { guides } from './guides'
import { honours } from './honours'
import { meetings } from './meetings'
import { notices } from './notices'
import { obligations } from './obligations'
import { opinions } from './opinions'
import type { Part } from './part'
import { projects } from './projects'
import { ratings } from './ratings'
import { studios } from './studios'
import { rooms } from './rooms'
import { secretaries } from './secretaries'
import { training } from './training'

export const PARTS: readonly Part[] = [accounts, obligations, meetings, assessments, ratings, cycles, ballots, facts, notices, corrections, opinions, dispatch, projects, brands, honours, rooms, studios, training, guides, secretaries]

/** The page for voting stands apart: it needs nobody's store and nobody's session. */
export const vote = () => import('./ballots/vote')
