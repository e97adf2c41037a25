"""The payment platform in the form of "Nền tảng thanh toán" 1.0.6: INIT, QUERY, GET_BILL and the call-back."""
