import { z } from 'zod';
import { LANGS } from '../../core/text.ts';

/** Query of a page: what is not known is let pass, for people pass addresses on. */
export const pageQuery = z.object({ lang: z.enum(LANGS).optional().catch(undefined) });
