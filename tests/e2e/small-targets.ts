import type { Page } from 'playwright-core'

/**
 * The interactive elements whose hit area is smaller than a square of this size, or covered by another element. The hit area
 * is measured by asking the browser which element is at a point, so it includes labels and pseudo-elements. Links inside
 * running text are excepted (WCAG 2.2, 2.5.8).
 * @param size px
 */
export const findSmallTargets = (page: Page, size: number): Promise<string[]> =>
  page.evaluate((size) => {
    const selector = 'a[href], button, input:not([type="hidden"]), select, summary, textarea'
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.sr-only, [aria-hidden="true"]')
    const textOf = (element: Element | null) => element?.textContent.replaceAll(/\s+/g, '') ?? ''

    const isInRunningText = (element: Element) => {
      const isInline = (each: Element) => getComputedStyle(each).display === 'inline'
      if (!isInline(element)) return false
      let block = element.parentElement
      while (block && isInline(block)) block = block.parentElement
      return textOf(block) !== textOf(element)
    }

    const hits = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      const label = element.closest('label')
      return hit !== null && (element.contains(hit) || (label?.contains(hit) ?? false))
    }

    /** Pixels from a point to the edge of the hit area in one direction, counted up to `size`. */
    const reach = (element: Element, x: number, y: number, dx: number, dy: number) => {
      let distance = 0
      while (distance < size && hits(element, x + dx * (distance + 1), y + dy * (distance + 1))) distance++
      return distance
    }

    const measure = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      if (!hits(element, x, y)) return null
      // Most are large enough; asking for each pixel takes long.
      const half = (size - 1) / 2
      const edges = [hits(element, x - half, y), hits(element, x + half, y), hits(element, x, y - half)]
      if (edges.every(Boolean) && hits(element, x, y + half)) return { width: size, height: size }
      return {
        width: 1 + reach(element, x, y, -1, 0) + reach(element, x, y, 1, 0),
        height: 1 + reach(element, x, y, 0, -1) + reach(element, x, y, 0, 1),
      }
    }

    // What is behind an open dialog cannot be reached.
    const root = document.querySelector('dialog:modal') ?? document
    const faults = [...root.querySelectorAll(selector)].flatMap((element) => {
      if (!isShown(element) || isInRunningText(element)) return []
      let area = measure(element)
      // It may be outside the screen, or partly.
      if (!area || Math.min(area.width, area.height) < size) {
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
        area = measure(element)
      }
      if (!area) {
        // A bar at the bottom may cover the middle of the screen.
        element.scrollIntoView({ block: 'start', inline: 'center', behavior: 'instant' })
        scrollBy(0, -size)
        area = measure(element)
      }
      const name =
        element.getAttribute('aria-label') ?? (element.textContent.trim() || element.getAttribute('name'))
      const description = `<${element.localName}> “${name}” (${element.getAttribute('class') ?? ''})`
      if (!area) return [`target covered: ${description}`]
      // Edges may lie between two pixels.
      if (Math.min(area.width, area.height) >= size - 1) return []
      return [`target of ${area.width} × ${area.height} px: ${description}`]
    })
    scrollTo(0, 0)
    return faults
  }, size)
