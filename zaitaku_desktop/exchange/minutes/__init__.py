"""会議録, 次第 and 委員名簿 as text from a PDF, a web page or Word → a plain tree, every word of it accounted for."""
