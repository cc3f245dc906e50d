/** Obligations: what is due, in three colours. */
import type { Part } from '../part'
import { HomePage } from './HomePage'
import './home.css'

export const obligations: Part = { pages: { today: HomePage } }
