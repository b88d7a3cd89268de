resource signalR 'Microsoft.SignalRService/signalR@2023-02-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_S1'
  }
  properties: {
    cors: {
      allowedOrigins: [
        'https://example.com'
      ]
    }
  }
}
