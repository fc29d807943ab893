import type { Locator } from 'playwright-core'

/** Fills fields, clicks and chooses like a person, and counts each input and each click. */
export class Hand {
  actions = 0
  fill(field: Locator, text: string): Promise<void> {
    this.actions++
    return field.fill(text)
  }
  click(target: Locator): Promise<void> {
    this.actions++
    return target.click()
  }
  async select(field: Locator, value: string): Promise<void> {
    this.actions++
    await field.selectOption(value)
  }
  upload(field: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    this.actions++
    return field.setInputFiles(file)
  }
  /** Opens a link of a mail, which is a click in the mailbox. */
  async openLink(goTo: () => Promise<unknown>): Promise<void> {
    this.actions++
    await goTo()
  }
}
