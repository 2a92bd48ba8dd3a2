"""What one kiosk holds: verified objects, compiled generations, its state; and the one door to show them."""
