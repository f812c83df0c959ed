/** Where a forge posts its webhooks to: `/api/events/http/<topic>`. */
export const webhookTopics = ['changes-github', 'changes-gitea'] as const;
