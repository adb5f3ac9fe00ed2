/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads `text/event-stream` as the HTML standard says; ends with the bytes. Comments yield nothing. */
export async function* serverEvents(
  bytes: ReadableStream<Uint8Array>,
  onBytes: () => void = () => {},
): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  const reader = bytes.getReader();
  let rest = '';
  let event = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      onBytes();
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            yield { event: event || 'message', data: data.join('\n') };
          }
          event = '';
          data = [];
        } else {
          const [, field, text] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
          if (field === 'event') {
            event = text ?? '';
          } else if (field === 'data') {
            data.push(text ?? '');
          }
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
