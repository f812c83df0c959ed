import {
  useTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import type { Read } from '@idp/live-react';
import type { ComponentType, JSX, ReactNode } from 'react';
import { Loading } from '../page/Loading';
import type { RequestFailure } from './createFailureNotice';
import { isForbidden } from './failure';

/** @public */
export interface ReadNoticesProps {
  read: Pick<Read<unknown>, 'value' | 'error' | 'reload'>;
  /** Said where nothing could be read. */
  failed: string;
  /** Stands, alone, where somebody may not see it; without it, that is a failure like others. */
  forbidden?: ReactNode;
  /** Said while it is read. */
  loading: string;
  /** Of the place that is kept until then, in pixels. */
  height: number;
  /** What else there is to say. */
  children?: ReactNode;
}

/**
 * Makes the component that says how a read goes, beside what was read or instead of it: that it failed, that what one sees
 * is old because it failed, or that it is on its way.
 *
 * @public
 */
export function createReadNotices(
  translationRef: TranslationRef<string, { readonly 'failure.reread': string }>,
  FailureNotice: ComponentType<RequestFailure>,
): (props: ReadNoticesProps) => JSX.Element {
  return function ReadNotices({
    read: { value, error, reload },
    failed,
    forbidden,
    loading,
    height,
    children,
  }) {
    const { t } = useTranslationRef(translationRef);
    if (forbidden && isForbidden(error)) return <>{forbidden}</>;
    return (
      <>
        {error !== undefined && (
          <FailureNotice
            title={value ? t('failure.reread') : failed}
            error={error}
            onRetry={reload}
          />
        )}
        {children}
        {!value && error === undefined && (
          <Loading label={loading} height={height} />
        )}
      </>
    );
  };
}
