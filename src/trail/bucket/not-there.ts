/** What the file system says of paths that lead nowhere: no error to whoever asks what is there. */

const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL']);

/** What was found, or `nothing` where nothing is; rejects if that cannot be told. */
export async function orNothing<Found, Nothing>(found: Promise<Found>, nothing: Nothing): Promise<Found | Nothing> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_THERE.has(String(error.code))) return nothing;
    throw error;
  }
}
