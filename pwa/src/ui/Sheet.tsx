/** A sheet that rises from the bottom of a phone and stands in the middle of a desktop. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from './Button'
import { ui } from './words'

interface SheetProps { title: string; open: boolean; onClose: () => void; children: ComponentChildren; actions?: ComponentChildren }

export function Sheet({ title, open, onClose, children, actions }: SheetProps) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    if (!dialog || !open) return
    const from = document.activeElement as HTMLElement | null
    if (typeof dialog.showModal === 'function') dialog.showModal()
    else dialog.setAttribute('open', '')
    return () => {
      if (typeof dialog.close === 'function') dialog.close()
      // By now it is no part of the page, and the browser leaves the focus nowhere: it goes back to what opened the sheet.
      if (document.activeElement === document.body) from?.focus({ preventScroll: true })
    }
  }, [open])
  if (!open) return null
  return (
    <dialog ref={element} class="sheet" aria-label={title} onCancel={event => { event.preventDefault(); onClose() }}
      onClick={event => { if (event.target === element.current) onClose() }}>
      <div class="sheet-body">
        <div class="sheet-head"><h2>{title}</h2><IconButton icon="close" label={ui.close} onClick={onClose} /></div>
        <div class="sheet-content">{children}</div>
        {actions && <div class="sheet-actions">{actions}</div>}
      </div>
    </dialog>
  )
}
