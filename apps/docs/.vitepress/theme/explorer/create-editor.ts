import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintKeymap } from '@codemirror/lint'
import { Prec, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { graphql, updateSchema } from 'cm6-graphql'
import type { GraphQLSchema } from 'graphql'

interface EditorOptions {
  parent: HTMLElement
  text: string
  /** The id of the element that names the editor. */
  labelId: string
  language: 'graphql' | 'json'
  onChange: (text: string) => void
  /** Ctrl + Enter. */
  onRun: () => void
  /** Ctrl + click on a name in a request: the type that has it, and which of its fields it is. */
  onLookUp: (typeName: string, member: string | undefined) => void
}

const COLORS = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--editor-keyword)' },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: 'var(--editor-value)' },
  { tag: [tags.typeName, tags.atom, tags.variableName], color: 'var(--editor-type)' },
  { tag: [tags.comment, tags.punctuation], color: 'var(--vp-c-text-2)' },
])

/** An editor in the page, for a request or its variables. */
export function createEditor(options: EditorOptions): EditorView {
  const { parent, text, labelId, language, onChange, onRun } = options
  return new EditorView({
    parent,
    doc: text,
    extensions: [
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (onRun(), true) }])),
      lineNumbers(),
      history(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion(),
      syntaxHighlighting(COLORS),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-labelledby': labelId }),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && onChange(state.doc.toString())),
      // Not the Tab key, which leaves the editor as it leaves any other field.
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...completionKeymap,
        ...lintKeymap,
      ]),
      language === 'json' ? json() : requestLanguage(options),
    ],
  })
}

const requestLanguage = ({ onLookUp }: EditorOptions): Extension =>
  graphql(undefined, {
    onShowInDocs: (field, type, parentType) => {
      const typeName = parentType ?? type?.replaceAll(/[![\]]/g, '')
      if (typeName) onLookUp(typeName, parentType ? field : undefined)
    },
  })

/** Completes and checks the request with the schema. */
export function setSchema(view: EditorView, schema: GraphQLSchema | undefined): void {
  if (schema) updateSchema(view, schema)
}
