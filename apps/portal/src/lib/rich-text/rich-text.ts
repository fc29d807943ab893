import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { DOMParser as DocumentReader, DOMSerializer, type Node, type NodeType } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { EditorState, type Command } from 'prosemirror-state'
import { richTextSchema } from './schema.ts'

const { nodes, marks } = richTextSchema

export type RichTextFormat = 'strong' | 'em' | 'heading2' | 'heading3' | 'bulletList' | 'orderedList'

/** Reads HTML in a document of its own, in which nothing is loaded or run. Tags that the schema does not know are left out. */
export function readHtml(html: string): Node {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return DocumentReader.fromSchema(richTextSchema).parse(body)
}

/** The text as HTML; empty when there is no text. */
export function writeHtml(doc: Node): string {
  if (!doc.textContent.trim()) return ''
  const container = document.createElement('div')
  container.append(DOMSerializer.fromSchema(richTextSchema).serializeFragment(doc.content))
  return container.innerHTML
}

const insertBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak.create()).scrollIntoView())
  return true
}

/** Switches a format of the selection on, or off. */
export const formatCommands: Record<RichTextFormat, Command> = {
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  heading2: toggleHeading(2),
  heading3: toggleHeading(3),
  bulletList: toggleList(nodes.bulletList),
  orderedList: toggleList(nodes.orderedList),
}

function toggleHeading(level: number): Command {
  const set = setBlockType(nodes.heading, { level })
  const unset = setBlockType(nodes.paragraph)
  return (state, dispatch) => (isInHeading(state, level) ? unset : set)(state, dispatch)
}

function toggleList(type: NodeType): Command {
  const wrap = wrapInList(type)
  const lift = liftListItem(nodes.listItem)
  return (state, dispatch, view) => {
    const list = closestList(state)
    if (!list) return wrap(state, dispatch, view)
    if (list.type === type) return lift(state, dispatch, view)
    dispatch?.(state.tr.setNodeMarkup(list.position, type))
    return true
  }
}

/** The innermost list around the selection. */
function closestList({ selection: { $from } }: EditorState) {
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth)
    if (type === nodes.bulletList || type === nodes.orderedList)
      return { type, position: $from.before(depth) }
  }
  return null
}

const isInHeading = ({ selection: { $from } }: EditorState, level: number) =>
  $from.parent.type === nodes.heading && $from.parent.attrs['level'] === level

/** The formats of the selection. */
export function activeFormats(state: EditorState): ReadonlySet<RichTextFormat> {
  const list = closestList(state)?.type
  const active: Record<RichTextFormat, boolean> = {
    strong: isMarked(state, 'strong'),
    em: isMarked(state, 'em'),
    heading2: isInHeading(state, 2),
    heading3: isInHeading(state, 3),
    bulletList: list === nodes.bulletList,
    orderedList: list === nodes.orderedList,
  }
  return new Set((Object.keys(active) as RichTextFormat[]).filter((format) => active[format]))
}

function isMarked({ selection, storedMarks, doc }: EditorState, name: 'strong' | 'em'): boolean {
  const type = marks[name]
  const { from, to, empty, $from } = selection
  if (empty) return Boolean(type.isInSet(storedMarks ?? $from.marks()))
  return doc.rangeHasMark(from, to, type)
}

/** The link around the selection: its target and its place in the text. */
export function linkAt({ selection: { $from } }: EditorState) {
  const found = $from.parent.childAfter($from.parentOffset)
  const link = found.node && marks.link.isInSet(found.node.marks)
  if (!link || !found.node) return null
  const from = $from.start() + found.offset
  return { href: link.attrs['href'] as string, from, to: from + found.node.nodeSize }
}

/** Links the selection, or the text of the target if nothing is selected; null removes the link. */
export function setLink(href: string | null): Command {
  return (state, dispatch) => {
    const { selection, tr } = state
    const { from, to } = selection.empty ? (linkAt(state) ?? selection) : selection
    if (href === null) tr.removeMark(from, to, marks.link)
    else if (from < to) tr.addMark(from, to, marks.link.create({ href }))
    else tr.insert(from, richTextSchema.text(href, [marks.link.create({ href })]))
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** The state of an editor that begins with this HTML. Tab leaves the editor, as keyboard users expect. */
export function createRichTextState(html: string, onLink: () => void): EditorState {
  return EditorState.create({
    doc: readHtml(html),
    plugins: [
      history(),
      keymap({
        'Mod-z': undo,
        'Mod-y': redo,
        'Shift-Mod-z': redo,
        'Mod-b': formatCommands.strong,
        'Mod-i': formatCommands.em,
        'Mod-k': () => {
          onLink()
          return true
        },
        'Mod-Alt-2': formatCommands.heading2,
        'Mod-Alt-3': formatCommands.heading3,
        'Mod-Shift-7': formatCommands.orderedList,
        'Mod-Shift-8': formatCommands.bulletList,
        'Mod-]': sinkListItem(nodes.listItem),
        'Mod-[': liftListItem(nodes.listItem),
        'Shift-Enter': chainCommands(exitCode, insertBreak),
        Enter: splitListItem(nodes.listItem),
      }),
      keymap(baseKeymap),
    ],
  })
}
