import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { addressOf, isHttps } from '../auth/address.js'
import { callerIfAny, callerOf } from '../auth/caller.js'
import { cookieName, cookieOf, sessionCookie } from '../auth/credentials.js'
import { demandsSignIn } from '../auth/identify.service.js'
import { config } from '../config.js'
import { LONGEST_SESSION_SECONDS } from './accounts.repository.js'
import { AccountsService, GONE, type SignedIn, type SignInRefusal } from './accounts.service.js'

const text = z.string().max(300)
const credentials = z.object({ name: text.trim(), password: text })
const passwords = z.object({ current: text, next: text })
const newcomer = credentials.partial()
const STATUS = { wrong: 401, wait: 429, invalid: 422, 'name-taken': 409, gone: 410 } as const
const COOKIE = cookieName(config.FOVEA_PORT)

/** Signing in and out: the only calls that set a cookie. JSON alone is read, which no form of another site can send. */
@Controller('auth')
export class SignInController {
  constructor(private readonly accounts: AccountsService) {}

  @Get('state')
  state(@Req() request: Request, @Res() response: Response) {
    const caller = callerIfAny(request)
    response.json({ demandsSignIn, name: caller?.name ?? null, kind: caller?.kind ?? null })
  }

  @Post('sign-in')
  async signIn(@Body() body: unknown, @Req() request: Request, @Res() response: Response) {
    const given = read(credentials, body, response)
    if (given) enter(request, response, await this.accounts.signIn(given.name, given.password, originOf(request)))
  }

  @Post('sign-out')
  async signOut(@Req() request: Request, @Res() response: Response) {
    const secret = sessionOf(request)
    if (secret) await this.accounts.signOut(callerOf(request), secret, originOf(request))
    response
      .setHeader('set-cookie', sessionCookie(COOKIE, '', 0, isHttps(request)))
      .status(204)
      .end()
  }

  @Post('password')
  async password(@Body() body: unknown, @Req() request: Request, @Res() response: Response) {
    const given = read(passwords, body, response)
    if (!given) return
    const secret = sessionOf(request)
    if (!secret) return refuse(response, { code: 'wrong', message: 'Only a person who signed in has a password.' })
    const { current, next } = given
    const refusal = await this.accounts.changePassword(callerOf(request), secret, current, next, originOf(request))
    if (refusal) refuse(response, refusal)
    else response.status(204).end()
  }

  @Get('invitations/:secret')
  async invitation(@Param('secret') secret: string, @Res() response: Response) {
    const open = await this.accounts.invitation(secret)
    if (open) response.json(open)
    else refuse(response, GONE)
  }

  @Post('invitations/:secret')
  async accept(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const given = read(newcomer, body, response)
    if (!given) return
    // A session only: a token or a guest joins nothing.
    const caller = sessionOf(request) ? callerIfAny(request) : undefined
    const { name = '', password = '' } = given
    enter(request, response, await this.accounts.accept(secret, { caller, name, password }, originOf(request)))
  }
}

const originOf = (request: Request) => ({
  address: addressOf(request, config.FOVEA_BEHIND_PROXY),
  requestId: String(request.headers['x-request-id']),
})

/** The secret of a request that a session vouches for, and nothing else does. */
const sessionOf = (request: Request) =>
  callerIfAny(request)?.kind === 'account' ? cookieOf(request.headers.cookie, COOKIE) : undefined

function read<T>(schema: z.ZodType<T>, body: unknown, response: Response): T | undefined {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  response.status(400).json({ code: 'invalid', message: 'Send JSON with the fields of this call.' })
  return undefined
}

function enter(request: Request, response: Response, answer: SignedIn | SignInRefusal) {
  if ('code' in answer) return refuse(response, answer)
  response
    .status(200)
    .setHeader('set-cookie', sessionCookie(COOKIE, answer.session, LONGEST_SESSION_SECONDS, isHttps(request)))
    .json({ handle: answer.handle ?? null })
}

function refuse(response: Response, refusal: SignInRefusal) {
  if (refusal.waitSeconds) response.setHeader('retry-after', String(refusal.waitSeconds))
  response.status(STATUS[refusal.code]).json(refusal)
}
