import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { ServedPicture } from './picture.ts'

export enum PictureFormat {
  WEBP = 'WEBP',
  AVIF = 'AVIF',
}
registerEnumType(PictureFormat, {
  name: 'PictureFormat',
  valuesConfig: {
    AVIF: { description: 'Smaller, and not known to browsers from before 2024.' },
    WEBP: { description: 'Known to all browsers in use.' },
  },
  description: 'File formats of pictures.',
})

/** A picture without its URL, which PictureResolver resolves. */
@ObjectType('Picture', { description: 'A picture in several sizes and formats.' })
export class PictureType implements Pick<ServedPicture, 'altText' | 'width' | 'height'> {
  @Field(() => String, { description: 'What it shows, for those who do not see it; may be empty.' })
  altText!: string

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  width!: number

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  height!: number
}
