// Marks that have not reached the site yet, kept on this device by account and half-day until they have.

export class UnsavedMarks {
  constructor(key) {
    this.key = key;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {}; // storage is off or holds something else: marks then live as long as the page
    }
  }

  keep(row, fields) {
    this.#write({ ...this.read(), [row]: fields });
  }

  forget(row) {
    const { [row]: _gone, ...others } = this.read();
    this.#write(others);
  }

  #write(rows) {
    try {
      if (Object.keys(rows).length) localStorage.setItem(this.key, JSON.stringify(rows));
      else localStorage.removeItem(this.key);
    } catch {
      // The bar still says what is not saved.
    }
  }
}
