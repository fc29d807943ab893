import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { urlOfPicture, type ServedPicture } from './picture.ts'
import { PictureFormat, PictureType } from './picture.type.ts'

@Resolver(() => PictureType)
export class PictureResolver {
  @FieldResolver(() => String, {
    description:
      'Absolute URL of the smallest stored size (320, 640, 1280 or 2048 pixels wide) that is at least `width` pixels wide, or of the largest. May be cached for ever.',
  })
  url(
    @Root() picture: ServedPicture,
    @Arg('width', () => Int, {
      nullable: true,
      description: 'In pixels, as shown on the screen of the buyer; absent for the largest size.',
    })
    width?: number | null,
    @Arg('format', () => PictureFormat, {
      nullable: true,
      defaultValue: PictureFormat.WEBP,
      description: 'Which file format.',
    })
    format?: PictureFormat | null,
  ): string {
    return urlOfPicture(picture, width ?? undefined, format ?? undefined)
  }
}
