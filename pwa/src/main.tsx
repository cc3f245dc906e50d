/** Starts the app: the person's own database first, so that the first screen needs no network. */
import { render } from 'preact'
import { shell } from './words'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'

render(<main>{shell.productLong}</main>, document.getElementById('app')!)
