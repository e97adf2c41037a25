"""The driver of "Nền tảng thanh toán" 1.0.6: its wire names and its check-sum."""
