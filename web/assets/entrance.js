// What helps people in, where there are scripts: a password that can be seen,
// and codes and links that are copied or printed by a press.
for (const button of document.querySelectorAll('[data-show]')) {
  const input = document.getElementById(button.dataset.show)
  const texts = [button.innerText || button.textContent, button.dataset.hide]
  button.addEventListener('click', () => {
    const shown = input.type === 'password'
    input.type = shown ? 'text' : 'password'
    button.textContent = texts[Number(shown)]
  })
  // A password that is sent while it is seen would be offered as a word to complete later.
  input.form.addEventListener('submit', () => { input.type = 'password' })
  button.hidden = false
}

for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue
  const texts = document.getElementById(button.dataset.copy)
  const codes = texts.matches('code') ? [texts] : texts.querySelectorAll('code')
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText([...codes].map((code) => code.textContent).join('\n'))
    button.textContent = button.dataset.done
  })
  button.hidden = false
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.addEventListener('click', () => print())
  button.hidden = false
}
