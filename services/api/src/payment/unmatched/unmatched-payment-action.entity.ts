import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

export type RescueStepKind = 'ACCEPTED' | 'REFUNDED' | 'CONTACTED' | 'REOPENED'

/** What a member did about money on the rescue list: written once, never changed. */
@Entity({ tableName: 'rescue_step' })
export class RescueStep {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  shopId!: string

  @Property({ type: 'uuid' })
  rescueId!: string

  @Property({ type: 'text' })
  kind!: RescueStepKind

  /** Minor units: accepted, or refunded. */
  @Property({ type: 'integer', nullable: true })
  amount?: number | null

  @Property({ type: 'text', nullable: true })
  currency?: string | null

  @Property({ type: 'text', nullable: true })
  bankReference?: string | null

  @Property({ type: 'text', nullable: true })
  note?: string | null

  @Property({ type: 'uuid', hidden: true })
  byMember!: string

  @Property({ type: 'text' })
  byName!: string

  @Property({ type: 'timestamptz' })
  at!: Date
}
