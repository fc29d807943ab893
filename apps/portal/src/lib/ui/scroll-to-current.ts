import type { Attachment } from 'svelte/attachments'

/**
 * Scrolls a row of links sideways until the current one is in its middle, as far as the row allows: at first, and whenever another page is shown.
 * @param _href of the page, which decides which link is the current one
 */
export const scrollToCurrent =
  (_href: string): Attachment<HTMLElement> =>
  (row) => {
    const link = row.querySelector('[aria-current="page"]')?.getBoundingClientRect()
    if (!link) return
    const { left, width } = row.getBoundingClientRect()
    row.scrollLeft += link.left + link.width / 2 - (left + width / 2)
  }
