import { Schema } from 'prosemirror-model'
import { isLinkTarget } from './link-target.ts'

/**
 * Pasted HTML with `data-` before each style and event handler: the content security policy hides styles from scripts, and the
 * browser would report both.
 */
export const disarmHtml = (html: string): string =>
  html.replace(/(?<=<[^>]*\s)(style|on\w+)(?=\s*=)/gi, 'data-$1')

/** A rule for elements with such a style. Other rules apply to the same element too. */
const styled = (property: string) => ({ tag: `[data-style*="${property}"]`, consuming: false })

const hasStyle = (pattern: RegExp) => (element: HTMLElement) =>
  pattern.test(element.dataset['style'] ?? '') && null

/** The formatted texts of the platform: the tags p, br, strong, em, ul, ol, li, h2, h3 and a. The API removes all others. */
export const richTextSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      group: 'block',
      content: 'inline*',
      attrs: { level: { default: 2 } },
      defining: true,
      // The page has a heading of the first level already.
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        attrs: { level: level < 3 ? 2 : 3 },
      })),
      toDOM: (node) => [`h${node.attrs['level']}`, 0],
    },
    bulletList: {
      group: 'block',
      content: 'listItem+',
      parseDOM: [{ tag: 'ul' }],
      toDOM: () => ['ul', 0],
    },
    orderedList: {
      group: 'block',
      content: 'listItem+',
      parseDOM: [{ tag: 'ol' }],
      toDOM: () => ['ol', 0],
    },
    listItem: {
      content: 'paragraph (paragraph | bulletList | orderedList)*',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    text: { group: 'inline' },
    hardBreak: {
      group: 'inline',
      inline: true,
      selectable: false,
      parseDOM: [{ tag: 'br' }],
      toDOM: () => ['br'],
      leafText: () => '\n',
    },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (link) => {
            const href = link.getAttribute('href') ?? ''
            return isLinkTarget(href) && { href }
          },
        },
      ],
      toDOM: (mark) => ['a', { href: mark.attrs['href'] as string }, 0],
    },
    em: {
      parseDOM: [{ tag: 'em' }, { tag: 'i' }, { ...styled('font-style'), getAttrs: hasStyle(/italic/) }],
      toDOM: () => ['em', 0],
    },
    strong: {
      parseDOM: [
        { tag: 'strong' },
        // Google Docs puts everything it copies into <b style="font-weight: normal">.
        { tag: 'b', getAttrs: hasStyle(/^(?!.*font-weight:\s*normal)/s) },
        { ...styled('font-weight'), getAttrs: hasStyle(/font-weight:\s*(bold|[5-9]\d\d)/) },
      ],
      toDOM: () => ['strong', 0],
    },
  },
})
