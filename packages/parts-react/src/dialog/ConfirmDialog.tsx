import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { partsTranslationRef } from '../translation';

/**
 * Asks once more, in words, before something is done; it cannot be left while the request runs.
 *
 * @public
 */
export const ConfirmDialog = ({
  isOpen,
  title,
  text,
  confirm,
  destructive,
  asking,
  onClose,
  onConfirm,
  children,
}: {
  isOpen: boolean;
  title: string;
  /** What will happen. */
  text?: string;
  /** The word on the button. */
  confirm: string;
  destructive?: boolean;
  /** The request runs. */
  asking: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** More to say, such as why it was refused. */
  children?: ReactNode;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && !asking && onClose()}
      width={520}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          {text && <Text as="p">{text}</Text>}
          {children}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={asking} onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={destructive}
          isPending={asking}
          onPress={onConfirm}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
