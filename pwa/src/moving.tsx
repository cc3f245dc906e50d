/** Moves on the phone: what is said with one is kept as a draft until the move is made. */
import { act } from './acting'
import { useDraft } from './keeping'
import type { Intent } from './sync'
import { blankOf, Moves, MoveSheet, type Given, type OpenMove } from './ui/Moves'

type IntentOf = (name: string, given: Given) => Intent

function DraftedSheet({ place, move, intentOf, onClose }: { place: string; move: OpenMove; intentOf: IntentOf; onClose: () => void }) {
  const { writing, send } = useDraft<Given>(`move/${place}/${move.name}`, blankOf(move))
  return <MoveSheet move={move} given={writing} onSend={() => send([intentOf(move.name, writing.value)], onClose)} onClose={onClose} />
}

/** `place`: the record that the moves are of. */
export const DraftedMoves = ({ place, moves, intentOf }: { place: string; moves: readonly OpenMove[]; intentOf: IntentOf }) => (
  <Moves moves={moves} onMove={(name, given) => act([intentOf(name, given)])} sheet={(move, onClose) => <DraftedSheet key={move.name} place={place} move={move} intentOf={intentOf} onClose={onClose} />} />
)
