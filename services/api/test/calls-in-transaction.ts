import { AsyncLocalStorage } from 'node:async_hooks'
import { EntityManager } from '@mikro-orm/postgresql'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** Whether the calling code runs in an open transaction. */
const transaction = new AsyncLocalStorage<true>()

/**
 * Where Redis, the mail server or a second connection was used while a transaction was open: it would hold its locks and its connection for as
 * long as the other takes to answer, and transactions that wait for a second connection can wait for each other.
 */
export const callsInTransaction: string[] = []

const noteCall = (name: string): void => {
  if (transaction.getStore()) callsInTransaction.push(new Error(name).stack ?? name)
}

const transactional = EntityManager.prototype.transactional
EntityManager.prototype.transactional = function (this: EntityManager, work, options) {
  return Reflect.apply(transactional, this, [
    (em: EntityManager) => transaction.run(true, () => work(em as never)),
    options,
  ]) as never
} as typeof transactional

const connect = Pool.prototype.connect
Pool.prototype.connect = function (this: Pool, ...args: []) {
  noteCall('a second connection')
  return Reflect.apply(connect, this, args)
} as typeof connect

const sendCommand = Redis.prototype.sendCommand
Redis.prototype.sendCommand = function (this: Redis, ...args: Parameters<Redis['sendCommand']>) {
  noteCall(`Redis ${args[0].name}`)
  return Reflect.apply(sendCommand, this, args) as ReturnType<Redis['sendCommand']>
}

const sendMail = SMTPConnection.prototype.send
SMTPConnection.prototype.send = function (this: SMTPConnection, ...args: Parameters<typeof sendMail>) {
  noteCall('SMTP')
  return Reflect.apply(sendMail, this, args)
}
