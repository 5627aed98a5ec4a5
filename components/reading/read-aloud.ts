/** Can this browser speak? */
export const canSpeak = 'speechSynthesis' in globalThis;

/** Speaks these texts one after another in Mandarin; returns the way to stop. Voices of the system only, nothing is sent anywhere. */
export function readAloud(texts: readonly string[], onEnd: () => void): () => void {
  const voice = speechSynthesis.getVoices().find((v) => v.localService && v.lang.startsWith('zh'));
  let stopped = false;
  const next = (at: number): void => {
    if (stopped || at >= texts.length) {
      onEnd();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(texts[at]);
    utterance.lang = 'zh-CN';
    if (voice) utterance.voice = voice;
    utterance.addEventListener('end', () => next(at + 1));
    utterance.addEventListener('error', () => onEnd());
    speechSynthesis.speak(utterance);
  };
  speechSynthesis.cancel();
  next(0);
  return () => {
    stopped = true;
    speechSynthesis.cancel();
  };
}
