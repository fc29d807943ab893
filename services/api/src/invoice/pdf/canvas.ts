import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const resolve = createRequire(import.meta.url).resolve
/** pdfkit keeps a font by the name that it was first used with, and would open a registered one again and again. */
export const FONTS = {
  regular: resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
}

/** Points, 72 to the inch: A4. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48, footer: 64 }
export const BODY_WIDTH = PAGE.width - 2 * PAGE.margin
export const BODY_BOTTOM = PAGE.height - PAGE.footer

export const INK = '#1a1a1a'
export const GREY = '#595959'
export const RULE = '#d4d4d4'

export type Tag = 'H1' | 'H2' | 'P' | 'TH' | 'TD' | 'TR' | 'Table' | 'Sect'
export type Structure = PDFKit.PDFStructureElement

export interface TextStyle {
  x: number
  y: number
  width: number
  size?: number
  isBold?: boolean
  color?: string
  align?: 'left' | 'right'
}

interface DocumentFacts {
  title: string
  author: string
  language: string
  issuedAt: Date
}

/** Draws texts and lines on A4 pages of a PDF/A-3b file, each text as an element of its structure, so that screen readers can read it. */
export class Canvas {
  readonly doc: PDFKit.PDFDocument
  readonly root: Structure

  constructor({ title, author, language, issuedAt }: DocumentFacts) {
    this.doc = new PDFDocument({
      size: 'A4',
      margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: PAGE.footer },
      bufferPages: true,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      displayTitle: true,
      lang: language,
      font: FONTS.regular,
      info: { Title: title, Author: author, CreationDate: issuedAt, ModDate: issuedAt },
    } as PDFKit.PDFDocumentOptions)
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
  }

  /** An element that contains others. */
  open(parent: Structure, tag: Tag): Structure {
    const structure = this.doc.struct(tag)
    parent.add(structure)
    return structure
  }

  /** Draws a text within a width, and returns the y of its end. */
  text(parent: Structure, tag: Tag, text: string, style: TextStyle): number {
    const shown = this.#use(style, text)
    const content = this.doc.markStructureContent(tag)
    const { x, y, width, align = 'left' } = style
    this.doc.text(shown, x, y, { width, align, ...SPACING })
    this.doc.endMarkedContent()
    parent.add(this.doc.struct(tag, {}, [content]))
    return this.doc.y
  }

  /** The height that a text would take. */
  heightOf(text: string, style: Omit<TextStyle, 'x' | 'y'>): number {
    const shown = this.#use(style, text)
    return this.doc.heightOfString(shown, { width: style.width, ...SPACING })
  }

  /** Draws what is no content: rules, colours, and the texts of footers. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  rule(y: number, color = RULE, from = PAGE.margin, to = PAGE.width - PAGE.margin): void {
    this.artifact(() => this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(color).stroke())
  }

  #use(
    { size = 9, isBold = false, color = INK }: Omit<TextStyle, 'x' | 'y' | 'width'>,
    text: string,
  ): string {
    this.doc
      .font(isBold ? FONTS.bold : FONTS.regular)
      .fontSize(size)
      .fillColor(color)
    return this.withKnownGlyphs(text)
  }

  /** PDF/A forbids characters without a glyph: those that the font lacks (emoji, Chinese) become a white square. The XML has them all. */
  withKnownGlyphs(text: string): string {
    // What pdfkit's types leave out: the font that it draws with.
    const { font } = (
      this.doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
    )._font
    const oneLine = text.normalize('NFC').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    return Array.from(oneLine, (character) => {
      if (font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return character
      if (/\p{Zs}/u.test(character)) return '\u00a0'
      return /\p{M}|\p{Cf}/u.test(character) ? '' : '□'
    }).join('')
  }
}

/** The rarer features of the font (ligatures, alternates, marks) would take most of the time, and European texts look the same without them. */
const UNUSED = ['calt', 'ccmp', 'clig', 'liga', 'locl', 'mark', 'mkmk', 'rclt', 'rlig']
const SPACING = {
  lineGap: -0.5,
  features: Object.fromEntries(UNUSED.map((name) => [name, false])),
} as unknown as PDFKit.Mixins.TextOptions
