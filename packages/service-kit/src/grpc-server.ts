import { Metadata } from '@grpc/grpc-js'
import {
  type ArgumentsHost,
  type CallHandler,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { Observable, tap, throwError } from 'rxjs'
import { type Actor, hasRole, type Role, verifyActor } from './actor.js'
import { actingAs } from './context.js'
import { AppError, messageOf, toStatus } from './errors.js'
import type { Logger } from './logger.js'
import { rpcSeconds, rpcsServed, whomFor } from './metrics.js'
import { ACTOR_KEY, LOGGER } from './tokens.js'

const NEEDS = 'fovea:needs'

/** The least role for a method; `viewer` where nothing is said. */
export const Needs = (role: Role) => SetMetadata(NEEDS, role)

/** For the worker's RPC alone, which carries a token of its own. */
export const WithoutActor = () => SetMetadata(NEEDS, null)

/** Refuses calls without a signed actor, or with one of another project or too small a role, and runs the rest on behalf of theirs. */
@Injectable()
export class ActorInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ACTOR_KEY) private readonly key: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'rpc') return next.handle()
    const method = `${context.getClass().name}.${context.getHandler().name}`
    const metadata = context.switchToRpc().getContext<Metadata>()
    const actor = verifyActor(this.key, metadata.get('fovea-actor')[0]?.toString(), Date.now())
    const stop = rpcSeconds.startTimer({ method })
    const count = (code: string) => {
      rpcsServed.inc({ method, code, for: whomFor(actor) })
      stop()
    }
    return this.admit(context, next, actor).pipe(
      tap({ next: () => count('ok'), error: error => count(error instanceof AppError ? error.code : 'internal') }),
    )
  }

  private admit(context: ExecutionContext, next: CallHandler, actor: Actor | undefined): Observable<unknown> {
    const needed = this.reflector.getAllAndOverride<Role | null>(NEEDS, [context.getHandler(), context.getClass()])
    if (needed === null) return next.handle()
    if (!actor)
      return refuse(
        'unauthenticated',
        'This call carries no signed actor; only the gateway and other services may call.',
      )
    const request = context.switchToRpc().getData<{ project?: string; page?: { project?: string } }>()
    const project = request.project ?? request.page?.project
    if (project !== undefined && project !== actor.project)
      return refuse('forbidden', 'This call is signed for another project.')
    if (!hasRole(actor, needed ?? 'viewer')) return refuse('forbidden', `This needs the role ${needed}.`)
    return new Observable(subscriber =>
      actingAs(actor, () => {
        // Reading is not worth a line.
        if (needed && needed !== 'viewer') this.logger.info({ rpc: context.getHandler().name }, 'a call')
        return next.handle().subscribe(subscriber)
      }),
    )
  }
}

const refuse = (code: 'unauthenticated' | 'forbidden', message: string) => throwError(() => new AppError(code, message))

/** Turns what a handler throws into a gRPC status; what nobody expected is logged with its stack and answered without it. */
@Catch()
export class GrpcErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    if (host.getType() !== 'rpc') throw error
    const known = error instanceof AppError ? error : new AppError('internal', `Unexpected: ${messageOf(error)}`)
    if (!(error instanceof AppError)) this.logger.error({ err: error }, 'a call failed')
    const metadata = new Metadata()
    metadata.set('fovea-hint', Buffer.from(known.hint).toString('base64url'))
    return throwError(() => ({ code: toStatus(known.code), message: known.message, details: known.message, metadata }))
  }
}
