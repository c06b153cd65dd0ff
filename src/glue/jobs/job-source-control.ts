/**
 * Jobs and their repositories. No repository is reached: a synchronisation leaves with the job where it came from or went to, and the
 * commit. What a call does not give is as the job knows it from before.
 */
import type { SourceControlDetails } from '@aws-sdk/client-glue';
import { type Context, timestamp } from '../../context.js';
import { sourceControl as faults, job as jobFaults } from '../../faults/jobs.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { jobs } from './job-entity.js';

export const jobSourceControlHandlers: GlueHandlers = {
  /** @limit Reaches no repository: the script stays as it is. */
  UpdateJobFromSourceControl(input, context) {
    return synchronised(input, context, input.CommitId);
  },

  /**
   * What is pushed is a new commit.
   *
   * @limit Reaches no repository: the commit that it tells is made up.
   */
  UpdateSourceControlFromJob(input, context) {
    const LastCommitId = `${context.newId()}${context.newId()}`.replaceAll('-', '').slice(0, COMMIT_DIGITS);
    return synchronised(input, context, LastCommitId);
  },
};

const COMMIT_DIGITS = 40;

function synchronised(
  input: Input<'UpdateJobFromSourceControl'>,
  context: Context,
  commit: string | undefined,
): { JobName: string } {
  const { JobName = '' } = input;
  const job = jobs.find(context, [JobName]);
  if (!job) throw jobFaults.absent();
  const before = job.SourceControlDetails ?? {};
  const SourceControlDetails: Wire<SourceControlDetails> = {
    Provider: input.Provider ?? before.Provider,
    Repository: input.RepositoryName ?? before.Repository,
    Owner: input.RepositoryOwner ?? before.Owner,
    Branch: input.BranchName ?? before.Branch,
    Folder: input.Folder ?? before.Folder,
    LastCommitId: commit ?? before.LastCommitId,
    AuthStrategy: input.AuthStrategy ?? before.AuthStrategy,
    AuthToken: input.AuthToken ?? before.AuthToken,
  };
  const { Provider, Repository, Owner } = SourceControlDetails;
  if (!Provider || !Repository || !Owner) throw faults.unknown();
  jobs.put(context, [JobName], { ...job, SourceControlDetails, LastModifiedOn: timestamp(context) });
  return { JobName };
}
